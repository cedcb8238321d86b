import { z } from 'zod';
import { staffRole } from '../accounts/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { id, phone, text } from '../kernel/schema';
import { filing, merchant, staffMember, store, storeKind, storePhone } from './schema';

const merchantId = id('merchant');

export const merchants = {
  getMerchant: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}',
    summary: 'One merchant: stores, filing, and the contract a member accepts',
    // Shared pages are read before anybody signs in; one that is not open yet only by its own people.
    access: 'public',
    knowsSession: true,
    status: 200,
    limits: [LIMITS.publicRead],
    input: z.object({ merchantId }),
    output: merchant,
    errors: ['notFound'],
  }),
  openMerchant: endpoint({
    method: 'POST',
    path: '/v1/merchants',
    summary:
      'Open a merchant; it waits for the operator’s approval. Asked for again it is the same one',
    access: 'user',
    status: 201,
    limits: [{ per: 'user', points: 10, seconds: 3_600 }],
    input: z.object({
      name: text(30),
      legalName: text(80).optional(),
      category: text(20).optional(),
      headOfficeName: text(30).optional(),
      headOfficePhone: storePhone.optional(),
      filing: filing.optional(),
    }),
    output: merchant,
    errors: ['conflict'],
  }),
  listMerchantsToApprove: endpoint({
    method: 'GET',
    path: '/v1/operator/merchants',
    summary: 'Merchants that wait for approval',
    access: 'operator',
    status: 200,
    limits: [LIMITS.read],
    input: z.object(pageQuery),
    output: pageOf(merchant),
    errors: [],
  }),
  approveMerchant: endpoint({
    method: 'POST',
    path: '/v1/operator/merchants/{merchantId}/approve',
    summary: 'Let a merchant into the directory; approving again changes nothing',
    access: 'operator',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ merchantId }),
    output: merchant,
    errors: ['notFound'],
  }),
  addStore: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/stores',
    summary: 'Add a store',
    access: 'owner',
    status: 201,
    limits: [LIMITS.write],
    input: z.object({
      merchantId,
      name: text(30),
      kind: storeKind.default('own'),
      address: text(120).optional(),
      phone: storePhone.optional(),
    }),
    output: store,
    errors: ['notFound', 'conflict'],
  }),
  listStaff: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/staff',
    summary: 'Who works here',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, ...pageQuery }),
    output: pageOf(staffMember),
    errors: ['notFound'],
  }),
  inviteStaff: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/staff',
    summary: 'Give a phone number a role; inviting again changes role and stores',
    access: 'owner',
    status: 201,
    limits: [LIMITS.write],
    input: z.object({
      merchantId,
      phone,
      role: staffRole,
      /** Ignored for an owner, who works at every store. */
      storeIds: z.array(id('store')).max(200).default([]),
    }),
    output: staffMember,
    errors: ['notFound', 'conflict'],
  }),
  endStaff: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/staff/{staffId}/end',
    summary: 'End someone’s work here and their sessions',
    access: 'owner',
    status: 204,
    limits: [LIMITS.write],
    input: z.object({ merchantId, staffId: id('staff') }),
    output: z.void(),
    errors: ['notFound', 'conflict'],
  }),
};
