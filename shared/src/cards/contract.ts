import { z } from 'zod';
import { cardEntry } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { calendarDate, id, phone, picture, text } from '../kernel/schema';
import { scene } from '../merchants/scenes.contract';
import { pointsEndpoints } from './points';
import { card, cardFace, cardType, memberCard, payCode } from './schema';

const merchantId = id('merchant');
const cardId = id('card');

export const cards = {
  ...pointsEndpoints,
  joinMerchant: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/memberships',
    summary: 'Agree to the merchant’s contract and join; joining again answers the same card',
    access: 'user',
    status: 201,
    limits: [LIMITS.write],
    input: z.object({
      merchantId,
      /** Of the code that was scanned: its store becomes the home store, its member the one who invited. */
      scene: scene.optional(),
      /** The one that was read; `conflict` with the reason `contractChanged` where there is a newer one. */
      contractVersion: z.int().min(1).optional(),
    }),
    output: z.object({ card }),
    errors: ['notFound', 'conflict'],
  }),
  getMyAppCode: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/app-code',
    summary: 'A mini-program code to invite friends with: it leads to the card’s merchant',
    access: 'user',
    status: 200,
    limits: [{ per: 'user', points: 60, seconds: 60 }],
    input: z.object({ cardId }),
    output: picture,
    isPicture: true,
    errors: ['notFound'],
  }),
  listMyCards: endpoint({
    method: 'GET',
    path: '/v1/me/cards',
    summary: 'One’s own cards, newest first',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object(pageQuery),
    output: pageOf(cardFace),
    errors: [],
  }),
  getMyCard: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}',
    summary: 'One of one’s own cards, with its lots',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId }),
    output: card,
    errors: ['notFound'],
  }),
  listMyEntries: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/entries',
    summary: 'What happened on a card, newest first',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId, ...pageQuery }),
    output: pageOf(cardEntry),
    errors: ['notFound'],
  }),
  getPayCode: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/pay-code',
    summary: 'The secret that lets this device show pay codes, also offline',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ cardId, takeOver: z.boolean().default(false) }),
    output: payCode,
    errors: ['notFound', 'payDeviceElsewhere', 'payCodeUsed'],
  }),
  listCardTypes: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/card-types',
    summary: 'The card types that the merchant issues',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, ...pageQuery }),
    output: pageOf(cardType),
    errors: ['notFound'],
  }),
  findMembers: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/members',
    summary: 'Look a member up by whole phone number; no match is an empty list',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.till],
    input: z.object({ merchantId, phone }),
    output: pageOf(memberCard),
    errors: ['notFound'],
  }),
  getMemberCard: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/cards/{cardId}',
    summary: 'A member’s card that was looked up before, as it is now',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.till],
    input: z.object({ merchantId, cardId }),
    output: z.object({ card: memberCard }),
    errors: ['notFound'],
  }),
  registerMember: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/members',
    summary: 'Register a member by phone; with the code sent to that phone it is confirmed at once',
    access: 'clerk',
    status: 201,
    limits: [LIMITS.till],
    input: z.object({
      merchantId,
      phone,
      storeId: id('store').optional(),
      cardTypeId: id('cardType').optional(),
      name: text(30).optional(),
      /** Earlier than today only by a manager. */
      joinedOn: calendarDate.optional(),
      /** From `POST /v1/auth/sms` for `register`: confirms the phone and accepts the contract. */
      smsCode: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
    output: z.object({ card: memberCard }),
    errors: ['notFound', 'forbidden', 'storeForbidden', 'smsCodeInvalid', 'conflict'],
  }),
};
