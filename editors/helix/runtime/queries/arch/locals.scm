(source_file) @local.scope
(declaration body: (block) @local.scope)

(declaration name: (path . (name) @local.definition.type .))
(declaration as: (name) @local.definition.type)

(relation from: (path . (name) @local.reference .))
(relation to: (path . (name) @local.reference .))
