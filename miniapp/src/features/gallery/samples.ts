import type {
  Approval,
  Card,
  CardEntry,
  Lot,
  Merchant,
  MerchantFace,
  MyRefund,
} from '@merchant-coin/shared';
import { addDays } from '@merchant-coin/shared/kernel/time';
import { textsNow } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { serverNow } from '@/lib/clock';
import { ApiError } from '@/lib/errors';
import { today } from '@/lib/format';

/** Made-up things to show; none of them is anybody's. Rounded to a minute, so that pictures agree. */
const now = () => Math.floor(serverNow() / 60_000) * 60_000;
const at = (fromNowMs: number) => new Date(now() + fromNowMs).toISOString();
const DAY_MS = 86_400_000;
const COLOURS = ['1f4d3a', 'e7c65a', '8c2f1b'] as const;

/** A merchant's colour is data, which comes as `#rrggbb`. */
const colourOf = (digits: (typeof COLOURS)[number]) => `#${digits}`;

export function sampleFace(bright = false): MerchantFace {
  const t = textsNow(galleryTexts);
  const { merchant: name, category, mark } = t;
  return { id: 'mch_sample', name, category, mark, colour: colourOf(COLOURS[bright ? 1 : 0]) };
}

export function sampleMerchant(): Merchant {
  const t = textsNow(galleryTexts);
  return {
    ...sampleFace(),
    status: 'open',
    legalName: t.longMerchant,
    offer: t.offer,
    zone: 'Asia/Shanghai',
    issuing: true,
    filing: { status: 'number', number: '330100-12345' },
    contract: { version: 1, text: t.contract },
    stores: [
      {
        id: 'str_sample',
        name: t.store,
        kind: 'own',
        address: null,
        phone: null,
        isHeadOffice: true,
      },
    ],
  };
}

export function sampleLots(endsInDays = 12): Lot[] {
  const originStoreName = textsNow(galleryTexts).store;
  return [
    { id: 'lot_1', kind: 'principal', remainingFen: 28_000, expiresAt: null, originStoreName },
    {
      id: 'lot_2',
      kind: 'bonus',
      remainingFen: 3_200,
      expiresAt: at(endsInDays * DAY_MS),
      originStoreName,
    },
  ];
}

export type CardState = 'usual' | 'ending' | 'paused' | 'frozen' | 'bright' | 'long' | 'empty';

export function sampleCard(state: CardState = 'usual'): Card {
  const t = textsNow(galleryTexts);
  const isLong = state === 'long';
  const bonusFen = state === 'empty' ? 0 : 3_200;
  const spendableFen = state === 'empty' ? 0 : isLong ? 123_456_789 : 31_200;
  return {
    id: 'crd_sample',
    merchantId: 'mch_sample',
    merchant: { ...sampleFace(state === 'bright'), ...(isLong ? { name: t.longMerchant } : {}) },
    number: '8015611130',
    typeName: t.cardType,
    tierName: null,
    joinedOn: today(),
    validThrough: addDays(today(), state === 'ending' ? 5 : state === 'paused' ? -1 : 200),
    benefitsActive: state !== 'paused',
    discountBp: 9_000,
    pointsBp: 10_000,
    points: 435,
    status: state === 'frozen' ? 'frozen' : 'active',
    balance: {
      principalFen: spendableFen - bonusFen,
      bonusFen,
      heldFen: 0,
      spendableFen,
    },
    freeze: null,
    principalCapFen: 500_000,
    principalRoomFen: 458_010,
    lots: state === 'empty' ? [] : sampleLots(),
    holds: [],
    spentFen: 44_010,
    homeStoreName: t.store,
    payDevice: 'this',
    approvalLimitFen: null,
    payCodeLockedUntil: null,
  };
}

export function sampleEntry(type: 'redeem' | 'recharge' | 'hold'): CardEntry {
  const gained = type === 'recharge';
  return {
    id: `ent_${type}`,
    seq: 12,
    type,
    at: at(-2 * DAY_MS),
    changeFen: gained ? 22_000 : -2_880,
    principalChangeFen: gained ? 20_000 : -2_880,
    bonusChangeFen: gained ? 2_000 : 0,
    pointsChange: gained ? 0 : 28,
    spendableAfterFen: 31_200,
    listFen: gained ? null : 3_200,
    discountBp: gained ? null : 9_000,
    paidFen: gained ? null : 2_880,
    awaitsApproval: false,
    byPin: false,
    refundFen: null,
    refundId: null,
    storeName: textsNow(galleryTexts).store,
  };
}

export function sampleApproval(): Approval {
  const t = textsNow(galleryTexts);
  return {
    redemptionId: 'ent_sample',
    cardId: 'crd_sample',
    merchant: sampleFace(),
    storeName: t.store,
    clerkName: t.clerk,
    listFen: 26_000,
    discountBp: 9_000,
    priceFen: 23_400,
    at: at(0),
    expiresAt: at(DAY_MS),
  };
}

export function sampleRefund(status: 'waiting' | 'paid'): MyRefund {
  const opened = {
    is: 'opened',
    at: at(-DAY_MS),
    storeName: textsNow(galleryTexts).store,
  } as const;
  const isPaid = status === 'paid';
  return {
    id: `ent_${status}`,
    rechargeId: 'ent_recharge',
    cardId: 'crd_sample',
    status,
    reason: 'memberChange',
    view: 'listPrice',
    refundFen: 18_000,
    principalFen: 20_000,
    bonusFen: 2_000,
    tender: isPaid ? 'cash' : null,
    channel: null,
    byWechatUntil: null,
    openedAt: opened.at,
    endedAt: isPaid ? at(0) : null,
    steps: isPaid ? [opened, { ...opened, is: 'paid', at: at(0) }] : [opened],
  };
}

export const sampleError = (code: 'networkFailed' | 'internal' | 'cardFrozen') =>
  new ApiError(code, { status: 500, requestId: 'req_01J9Z6' });
