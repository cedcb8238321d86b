/** The instant that every picture is taken at: a Wednesday morning in Hangzhou, a second into a code's 30. */
export const MOMENT_MS = Date.parse('2026-09-16T10:24:01+08:00');
