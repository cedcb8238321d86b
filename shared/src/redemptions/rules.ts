/** How long a redemption waits for its member. */
export const APPROVAL_SECONDS = 60;

/** How long coins may be held at the counter. */
export const SHORTEST_HOLD_MINUTES = 5;
export const LONGEST_HOLD_MINUTES = 24 * 60;
export const USUAL_HOLD_MINUTES = 120;
