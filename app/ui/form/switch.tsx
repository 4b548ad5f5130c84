import { Text } from "@shopify/polaris";
import styles from "./switch.module.css";

export interface SwitchProps {
  /** What is switched, for those who hear it: "Abandoned cart". */
  label: string;
  isOn: boolean;
  /** Beside the switch, since a colour alone says nothing: "Live". */
  state: string;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}

/** On or off, at once. Where it takes more than one click to undo, ask first or offer to undo it. */
export function Switch({ label, isOn, state, onChange, isDisabled = false }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      className={styles.switch}
      disabled={isDisabled}
      onClick={(event) => {
        // In a list a click on the row opens it.
        event.stopPropagation();
        onChange(!isOn);
      }}
    >
      <span className={styles.track}>
        <span className={styles.knob} />
      </span>
      <Text as="span" variant="bodySm">
        {state}
      </Text>
    </button>
  );
}
