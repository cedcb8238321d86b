import type { MessageConsent, MessageKind } from '@merchant-coin/shared';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { call } from './client';
import { IS_WEAPP } from './platform';
import { putResource, useResource } from './resource';

/** Known beforehand: WeChat takes the question only within the tap itself, before anything is waited for. */
let templates: MessageConsent[] = [];

const LEFT_KEY = 'messageConsents';

/** How many messages of a kind may still be sent; undefined where none can be, or while it is not known. */
export function useMessagesLeft(kind: MessageKind): number | undefined {
  const { data } = useResource(LEFT_KEY, () =>
    IS_WEAPP ? call('accounts.listMessageConsents', {}) : Promise.resolve({ items: [] }),
  );
  return data?.items.find((item) => item.kind === kind)?.left;
}

/** For a screen with a tap that asks; reads once what can be asked for. */
export function useMessageTemplates(): void {
  useEffect(() => {
    if (!IS_WEAPP || templates.length > 0) return;
    call('accounts.listMessageConsents', {}).then(
      ({ items }) => {
        templates = items;
      },
      // Nothing is asked then; the next screen tries again.
      () => undefined,
    );
  }, []);
}

/**
 * Asks within a tap whether WeChat may send the next message of these kinds, and counts each yes. What the
 * tap itself does goes on meanwhile, whatever the answer.
 */
export function askForMessages(...kinds: MessageKind[]): void {
  const asked = templates.filter(({ kind }) => kinds.includes(kind));
  if (!IS_WEAPP || asked.length === 0) return;
  // The second list is another platform's; Taro's types want both.
  Taro.requestSubscribeMessage({
    tmplIds: asked.map(({ templateId }) => templateId),
    entityIds: [],
  }).then(
    (answer) => record(asked, answer as unknown as Record<string, unknown>),
    () => undefined,
  );
}

function record(asked: readonly MessageConsent[], answer: Record<string, unknown>): void {
  const results = asked.map(({ kind, templateId }) => ({
    kind,
    accepted: answer[templateId] === 'accept',
  }));
  if (!results.some(({ accepted }) => accepted)) return;
  // A yes that gets lost is one message less, nothing more.
  call('accounts.recordMessageConsents', { results }).then(
    (answer) => putResource(LEFT_KEY, answer),
    () => undefined,
  );
}
