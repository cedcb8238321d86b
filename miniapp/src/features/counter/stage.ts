import type { Hold, MemberCard } from '@merchant-coin/shared';

/** How the member is named: by what their phone shows, or by their number. */
export type Source = { payCode: string } | { phone: string };

/** A member who was named before the sum was typed. */
export interface Held {
  source: Source;
  card: MemberCard;
}

/** A charge that was interrupted for a recharge. */
export interface Resume {
  payCode: string;
  listFen: number;
}

/** What the clerk is doing. */
export type Stage =
  | { is: 'till'; held?: Held }
  | { is: 'member'; source: Source; card?: MemberCard }
  | { is: 'charge'; source: Source; listFen: number }
  | { is: 'recharge'; source?: Source; card?: MemberCard; amountFen?: number; resume?: Resume }
  | { is: 'recharges'; source: Source; card: MemberCard }
  | { is: 'refund'; source: Source; card: MemberCard; rechargeId: string }
  | { is: 'refundHistory'; source: Source; card: MemberCard; rechargeId: string }
  | { is: 'register'; phone?: string }
  | { is: 'hold'; hold: Hold }
  | { is: 'sellCard'; scanned?: string }
  | { is: 'slip'; key: string };

export type SheetName = 'camera' | 'digits' | 'phone' | 'workplace' | 'slips' | 'holds';

/** Where a pay code leads, by what the clerk is doing when it is read. */
export function stageForCode(stage: Stage, amountFen: number, payCode: string): Stage {
  const source = { payCode };
  if (stage.is === 'charge') return { ...stage, source };
  if (stage.is === 'recharge') {
    const { amountFen: asked, resume } = stage;
    return {
      is: 'recharge',
      source,
      ...(asked === undefined ? {} : { amountFen: asked }),
      ...(resume ? { resume } : {}),
    };
  }
  return amountFen > 0 ? { is: 'charge', source, listFen: amountFen } : { is: 'member', source };
}

/** Where going back leads. */
export function stageBefore(stage: Stage): Stage {
  if (stage.is === 'refund' || stage.is === 'refundHistory') {
    return { is: 'recharges', source: stage.source, card: stage.card };
  }
  if (stage.is === 'recharges') return { is: 'member', source: stage.source, card: stage.card };
  return { is: 'till' };
}

/**
 * Where the keypad leads: typing after a receipt begins the next customer, and a member who was named before
 * stays. Null where a sum is being dealt with and the keypad rests.
 */
export function stageForTyping(stage: Stage): Stage | null {
  if (stage.is === 'till') return stage;
  if (stage.is === 'slip') return { is: 'till' };
  if (stage.is !== 'member') return null;
  const { source, card } = stage;
  return card ? { is: 'till', held: { source, card } } : { is: 'till' };
}
