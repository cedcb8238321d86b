#!/bin/sh
# Ends the processes of a command that was itself killed (kill -9, power of a terminal gone): each
# line on stdin names all processes that must not outlive the writer; an empty line means that none
# is left.
pids=
while IFS= read -r line; do pids=$line; done
[ -n "$pids" ] || exit 0
kill -TERM $pids 2>/dev/null
for _ in 1 2 3 4 5 6 7 8; do
  kill -0 $pids 2>/dev/null || exit 0
  sleep 1
done
kill -KILL $pids 2>/dev/null
exit 0
