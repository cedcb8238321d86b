/// <reference types="jest" />
import { inRuns } from './runs';

test('a list is cut where the name changes, and keeps its order', () => {
  const byLength = (words: string[]) => inRuns(words, (word) => String(word.length));
  expect(byLength([])).toEqual([]);
  expect(byLength(['a', 'b', 'cc', 'd'])).toEqual([
    { name: '1', items: ['a', 'b'] },
    { name: '2', items: ['cc'] },
    { name: '1', items: ['d'] },
  ]);
});
