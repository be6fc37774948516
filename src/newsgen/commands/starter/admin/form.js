// Starts the form, which shows the files of newsgen and leaves alone in them what nobody changed.
import CMS from "./sveltia-cms.mjs";
import * as article from "./article.js";
import * as names from "./names.js";

CMS.registerCustomFormat("newsgen-frontmatter", "md", article);
CMS.registerCustomFormat("newsgen-names", "yml", names);
CMS.init();
