let open = 0;

/** Notes a dialog as open until what is returned is called. */
export function noteDialog(): () => void {
  open += 1;
  return () => {
    open -= 1;
  };
}

/** Whether a dialog is open on any page. */
export const isDialogOpen = (): boolean => open > 0;
