// Starts the form, in which authority files are lists of names.
import CMS from "./sveltia-cms.mjs";
import { fromFile, toFile } from "./names.js";

CMS.registerCustomFormat("newsgen-names", "yml", { fromFile, toFile });
CMS.init();
