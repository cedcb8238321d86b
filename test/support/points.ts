import { api, type ExchangeOption, type ExchangeTable } from '@merchant-coin/shared';
import type { TestApp } from './app';
import type { TestMerchant } from './factories';

export type OptionDraft = Omit<ExchangeOption, 'id'>;

export const CUP: OptionDraft = { points: 100, bonusFen: 500, validDays: 30, active: true };
export const CAKE: OptionDraft = { points: 250, bonusFen: 1_500, validDays: 7, active: true };

export async function tableOf(
  app: TestApp,
  { merchantId, owner }: TestMerchant,
): Promise<ExchangeTable> {
  return (await app.call(api.cards.getExchangeTable, { merchantId }, { as: owner })).body;
}

/** Puts a table in place of the merchant's present one; answers it. */
export async function setTable(
  app: TestApp,
  merchant: TestMerchant,
  ...options: OptionDraft[]
): Promise<ExchangeTable> {
  const { merchantId, owner } = merchant;
  const { version } = await tableOf(app, merchant);
  const input = { merchantId, version, options };
  const { body, problem } = await app.call(api.cards.setExchangeTable, input, { as: owner });
  if (problem) throw new Error(`no table: ${problem.code}`);
  return body;
}
