export default {
  layout: "article.njk",
  tags: ["article"],
  permalink: ({ page }) =>
    `/${page.date.toISOString().slice(0, 10).replaceAll("-", "/")}/${page.fileSlug}/`,
};
