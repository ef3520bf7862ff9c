(declaration
  kind: (kind) @context
  name: (path) @name) @item
