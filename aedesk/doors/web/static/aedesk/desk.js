// Everything a page does by itself; each room of it in a file of its own.
import { startClock } from "./clock.js";
import { startDialogs } from "./dialogs.js";
import { startForms } from "./forms.js";
import { startAutosave } from "./autosave.js";
import { startKeys } from "./keys.js";
import { startLists } from "./lists.js";
import { startLive } from "./live.js";
import { startLookups } from "./lookups.js";
import { startQuick } from "./quick.js";

startClock();
startDialogs();
startForms();
startKeys();
startLists();
startAutosave(); // after the lists: a restored draft may need more lines
startLookups();
startQuick();
startLive();
// Most pages take no files.
if (document.querySelector("[data-upload]")) import("./uploads.js").then(({ startUploads }) => startUploads());

// What an answer begins with: a refusal, a conflict, the list of errors. Inside a column it is only a hint.
document.querySelector(".main > [data-focus], .door-box > [data-focus]")?.focus();
