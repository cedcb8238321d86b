import type { Ask, AskOf, CardAsk } from '../history';
import type { Stage } from '../stage';
import { correct, freeze, unfreeze } from './care';
import { capture, hold, release } from './hold';
import type { Call, Kind } from './kind';
import { exchange, grant, recharge } from './load';
import { load, paperCall } from './recharge-card';
import { cancel, openRefund, payOut } from './refund';
import { pay, redeem, reverse } from './spend';

/** All that can be done to a card. */
const KINDS: { [D in CardAsk['do']]: Kind<AskOf<D>> } = {
  recharge,
  grant,
  exchange,
  load,
  redeem,
  pay,
  reverse,
  hold,
  capture,
  release,
  openRefund,
  payOut,
  cancel,
  freeze,
  unfreeze,
  correct,
};

/** The kind of an ask. The table pairs each ask with its own kind, which a union cannot say. */
export const kindOf = (ask: CardAsk): Kind<CardAsk> => KINDS[ask.do];

/** How anything is asked for over HTTP. */
export const callOf = (ask: Ask, stage: Stage): Call =>
  'cardId' in ask ? kindOf(ask).call(ask, stage) : paperCall(ask, stage);
