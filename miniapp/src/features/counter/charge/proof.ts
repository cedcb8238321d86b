/** What proves a member who was named by phone; nothing where they are asked on their own phone. */
export type Proof = { code6?: string; pin?: string };
