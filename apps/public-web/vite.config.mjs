/** How the public pages are built; infra/dev/build-web.mjs says where to, and at which path they are served. */
export default {
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // nothing inline: the pages' Content-Security-Policy allows files of ours only
    modulePreload: { polyfill: false },
  },
};
