/**
 * For a question that is put again before it is answered: each time, `begin` gives what tells of its answer
 * whether it counts, which it does unless a later question was answered first.
 */
export function createTurns(): () => () => boolean {
  let asked = 0;
  let answered = 0;
  return () => {
    asked += 1;
    const mine = asked;
    return () => {
      if (mine < answered) return false;
      answered = mine;
      return true;
    };
  };
}
