interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/**
 * What a combo box offers, or one line that says why there is nothing to choose. An open box without an option would name a list
 * that is not on the page, and Polaris' own note of an empty or loading list is no option.
 */
export function choicesOr(sentence: string, choices: Choice[]): Choice[] {
  return choices.length > 0 ? choices : [{ value: "", label: sentence, disabled: true }];
}
