const COMPONENTS = ['View', 'Text', 'Button', 'Image', 'Input', 'Textarea', 'ScrollView', 'Canvas'];

const ATTRIBUTES = {
  'aria-label': 'i.ariaLabel',
  'aria-role': 'i.ariaRole',
  'aria-hidden': 'i.ariaHidden',
  'aria-live': 'i.ariaLive',
  'aria-checked': 'i.ariaChecked',
  'aria-disabled': 'i.ariaDisabled',
  'aria-expanded': 'i.ariaExpanded',
  'aria-selected': 'i.ariaSelected',
};

/** The attributes that each of the app's components has beyond those that Taro knows of. */
module.exports = COMPONENTS.reduce(
  (additions, name) => Object.assign(additions, { [name]: Object.assign({}, ATTRIBUTES) }),
  {},
);
