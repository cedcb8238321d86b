/// <reference types="jest" />
import { ApiError, type AnyErrorCode } from '@/lib/errors';
import { contentOf, contentOfPages } from './screenState';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

const AT = 7;
const reload = () => Promise.resolve();

const answer = (code: AnyErrorCode | null, data?: string) => ({
  ...{ data, at: AT, busy: false, slow: false, reload },
  error: code ? new ApiError(code) : undefined,
});

/** A list whose first page was asked for again, and refused. */
const list = (code: AnyErrorCode, items?: string[]) => ({
  ...{ items, staleSince: items && AT, slow: false, reload },
  error: new ApiError(code),
});

test.each(['networkFailed', 'timeout', 'internal', 'unavailable', 'rateLimited'] as const)(
  'what was known stays, with its time, where the answer is %s',
  (code) => {
    expect(contentOf(answer(code, 'known'))).toMatchObject({ is: 'content', staleSince: AT });
    expect(contentOfPages(list(code, ['row']), null)).toMatchObject({
      ...{ is: 'content', staleSince: AT },
    });
  },
);

test.each(['notFound', 'forbidden', 'storeForbidden'] as const)(
  '%s takes away what was known',
  (code) => {
    expect(contentOf(answer(code, 'known'))).toMatchObject({ is: 'error' });
    expect(contentOfPages(list(code, ['row']), null)).toMatchObject({ is: 'error' });
  },
);

test('without anything known an error is what there is', () => {
  expect(contentOf(answer('networkFailed'))).toMatchObject({ is: 'error' });
  expect(contentOfPages(list('networkFailed'), null)).toMatchObject({ is: 'error' });
  expect(contentOf(answer(null, 'fresh'))).toEqual({ is: 'content' });
});
