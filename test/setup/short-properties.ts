import fc from "fast-check";

// Under mutation a property is tried for every mutant that it covers: some dozen cases each time, not some hundred.
fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit: 150 });
