import type { Order } from '../pay/orders';
import { html, page, yuan, type Html } from './html';

/** What a member sees in WeChat when an app asks for money; here it is a page. */
export function payPage(order: Order, returnTo: string | undefined): string {
  const { amountFen, description, mchid, subMchid, outTradeNo, prepayId } = order;
  return page(
    `Pay ${yuan(amountFen)}`,
    html`<main class="pay">
      <p class="note center">WeChat Pay stand-in · no money moves</p>
      <div class="amount center">${yuan(amountFen)}</div>
      <dl>
        <div>
          <dt>For</dt>
          <dd>${description}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd class="mono">${subMchid ?? mchid}</dd>
        </div>
        <div>
          <dt>Order</dt>
          <dd class="mono">${outTradeNo}</dd>
        </div>
      </dl>
      <div class="acts">
        ${act(prepayId, returnTo, 'pay', html`<button class="go">Pay ${yuan(amountFen)}</button>`)}
        ${act(prepayId, returnTo, 'refuse', html`<button>Do not pay</button>`)}
      </div>
    </main>`,
  );
}

function act(prepayId: string, returnTo: string | undefined, action: string, button: Html): Html {
  return html`<form method="post" action="/pay/${prepayId}">
    <input type="hidden" name="action" value="${action}" />
    <input type="hidden" name="return" value="${returnTo ?? ''}" />
    ${button}
  </form>`;
}

/** How it ended, where there is no app to go back to, or nothing that can be paid. */
export function resultPage(title: string, detail: string, returnTo?: string): string {
  return page(
    title,
    html`<main class="pay">
      <p class="note center">WeChat Pay stand-in</p>
      <h1 class="center">${title}</h1>
      <p class="soft center">${detail}</p>
      <div class="acts">
        <a class="button" href="${returnTo ?? '/'}"
          >${returnTo ? 'Back to the shop' : 'All orders'}</a
        >
      </div>
    </main>`,
  );
}
