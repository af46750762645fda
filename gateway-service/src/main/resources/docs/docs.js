/* global SwaggerUIBundle, SwaggerUIStandalonePreset */
// Calls go through this gateway, whatever address a service thinks it has.
const throughTheGateway = () => ({
  // The viewer's logo brings a style element, which the policy of our pages does not allow.
  components: { Logo: () => null },
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (spec) => update({ ...spec, servers: [{ url: '/' }] }),
      },
    },
  },
})

const services = await (await fetch('/docs/services.json')).json()

SwaggerUIBundle({
  urls: services,
  dom_id: '#api',
  layout: 'StandaloneLayout',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  plugins: [throughTheGateway],
  deepLinking: true,
  // The validator's badge would be loaded from elsewhere.
  validatorUrl: 'none',
})
