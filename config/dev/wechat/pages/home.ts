import type { Delivery } from '../pay/callbacks';
import type { PayDesk } from '../pay/desk';
import type { Order } from '../pay/orders';
import type { RefundOf } from '../pay/refunds';
import type { SentCode, SentCodes } from '../sms.routes';
import type { SentMessage, Subscriptions } from '../subscribe.routes';
import type { Faults } from '../faults';
import { SWITCH_NAMES } from '../switches';
import { clockTime, html, page, yuan, type Html } from './html';

const MOST_SHOWN = 50;

export interface Shown {
  desk: PayDesk;
  sentCodes: SentCodes;
  subscriptions: Subscriptions;
  faults: Faults;
}

/** Everything that was sent and ordered, newest first, with the buttons that move it on. */
export function homePage({ desk, sentCodes, subscriptions, faults }: Shown): string {
  const active = faults.list().length + desk.callbacks.faults().length;
  return page(
    'WeChat stand-in',
    html`<main>
      <header>
        <h1>WeChat stand-in</h1>
        <a class="button" href="/">Refresh</a>
      </header>
      <p class="note">
        Speaks WeChat's interfaces for development and tests. No message leaves, no money moves.
      </p>
      ${section('Orders', desk.orders.list(), orderCard)}
      ${section('Refunds', desk.refunds.list(), refundCard)}
      ${section('Callbacks', desk.callbacks.list(), callbackCard)}
      ${section('Subscribe messages', subscriptions.list(), messageCard)}
      ${section('SMS codes', sentCodes.list(), smsCard)}
      ${section('SMS messages', sentCodes.texts(), textCard)}
      <h2>Pace</h2>
      <p class="note">
        Callbacks come again ${desk.callbacks.speed} times as fast as WeChat's. Refunds
        ${desk.refundOutcome === 'held' ? 'wait for a button' : `end ${desk.refundOutcome} by themselves`}.
      </p>
      <div class="acts">
        ${act('/acts/settings', 'As WeChat', { callbackSpeed: '1' })}
        ${act('/acts/settings', '60 times as fast', { callbackSpeed: '60' })}
        ${act('/acts/settings', 'Refunds wait', { refundOutcome: 'held' })}
        ${act('/acts/settings', 'Refunds succeed', { refundOutcome: 'SUCCESS' })}
      </div>
      <h2>Misbehave</h2>
      <p class="note">
        ${active === 0 ? 'Everything behaves.' : `Waiting to happen: ${active}.`} Each button spoils
        the next call that it fits.
      </p>
      <div class="acts">
        ${SWITCH_NAMES.map((name) => act('/acts/switch', inWords(name), { name }))}
      </div>
      <div class="acts">${act('/acts/behave', 'Behave again', {}, 'go')}</div>
    </main>`,
  );
}

const inWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function section<T>(title: string, items: readonly T[], card: (item: T) => Html): Html {
  const rest = items.length > MOST_SHOWN ? `, of them ${MOST_SHOWN} here` : '';
  return html`<h2>${title} <span class="soft">${items.length}${rest}</span></h2>
    ${items.length === 0 ? html`<p class="note">None yet.</p>` : items.slice(0, MOST_SHOWN).map(card)}`;
}

function act(path: string, label: string, fields: Record<string, string>, kind = ''): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form method="post" action="${path}">
    ${hidden}<button class="${kind}">${label}</button>
  </form>`;
}

function orderCard(order: Order): Html {
  const { state, prepayId, subMchid, refusedAt } = order;
  const refused = state === 'NOTPAY' && refusedAt !== undefined ? ', refused once' : '';
  return html`<div class="card">
    <div class="line">
      <span>${order.description}</span><span class="sum">${yuan(order.amountFen)}</span>
    </div>
    <div class="line soft">
      <span>${state}${refused}</span><span>${clockTime(order.createdAt)}</span>
    </div>
    <div class="mono soft">
      ${order.outTradeNo} · ${order.mchid}${subMchid ? `/${subMchid}` : ''}
    </div>
    ${
      state === 'NOTPAY'
        ? html`<div class="acts">
            ${act('/acts/pay', 'Pay', { prepayId }, 'go')}${act('/acts/refuse', 'Refuse', { prepayId })}
          </div>`
        : ''
    }
  </div>`;
}

function refundCard({ order, refund }: RefundOf): Html {
  const number = refund.outRefundNo;
  const ends = ['SUCCESS', 'ABNORMAL', 'CLOSED'].map((status) =>
    act('/acts/finish-refund', status, { number, status }, status === 'SUCCESS' ? 'go' : ''),
  );
  return html`<div class="card">
    <div class="line">
      <span>${refund.reason ?? 'Refund'}</span><span class="sum">${yuan(refund.refundFen)}</span>
    </div>
    <div class="line soft">
      <span>${refund.status}</span><span>${clockTime(refund.createdAt)}</span>
    </div>
    <div class="mono soft">${number} of ${order.outTradeNo}</div>
    ${refund.status === 'PROCESSING' ? html`<div class="acts">${ends}</div>` : ''}
  </div>`;
}

function callbackCard({ id, event, about, url, state, attempts }: Delivery): Html {
  const tries = attempts.map(
    ({ at, outcome, durationMs }) =>
      html`<div class="line soft">
        <span>${clockTime(at)}</span><span>${outcome} in ${durationMs} ms</span>
      </div>`,
  );
  return html`<div class="card">
    <div class="line">
      <span>${event}</span><span class="${state === 'given up' ? 'bad' : 'soft'}">${state}</span>
    </div>
    <div class="mono soft">${about} → ${url}</div>
    ${tries}
    <div class="acts">${act('/acts/again', 'Tell again', { id })}</div>
  </div>`;
}

function messageCard({ at, openid, templateId, page: path, values }: SentMessage): Html {
  const lines = Object.entries(values).map(
    ([name, value]) =>
      html`<div class="line"><span class="soft">${name}</span><span>${value}</span></div>`,
  );
  return html`<div class="card">
    ${lines}
    <div class="mono soft">${clockTime(at)} · to ${openid} · ${templateId} ${path ?? ''}</div>
  </div>`;
}

function textCard({ phone, text, at }: { phone: string; text: string; at: number }): Html {
  return html`<div class="card">
    <div>${text}</div>
    <div class="mono soft">${clockTime(at)} · to ${phone}</div>
  </div>`;
}

function smsCard({ phone, code, at, text }: { phone: string } & SentCode): Html {
  return html`<div class="card">
    <div class="line">
      <span class="mono">${phone}</span><span class="sum">${code}</span>
      <span class="soft">${clockTime(at)}</span>
    </div>
    ${text === code ? '' : html`<div class="soft">${text}</div>`}
  </div>`;
}
