(source_file) @local.scope
(declaration body: (block) @local.scope)

(declaration name: (path . (name) @local.definition .))
(declaration as: (name) @local.definition)

(relation from: (path (name) @local.reference))
(relation to: (path (name) @local.reference))
(relation (ends (path (name) @local.reference)))
(phrase (path (name) @local.reference))
