// The frame of every page: keys, menus, toasts, and what happens when the server says no. Everything also works without it.
import { listenForKeys } from "./keys.js";
import { listenForMenus } from "./menus.js";
import { listenForAnswers } from "./answers.js";
import { fadeToasts } from "./toast.js";

listenForKeys(document);
listenForMenus(document);
listenForAnswers(document.body);
fadeToasts(document.getElementById("toast"));
