(declaration body: (block) @class.inside) @class.around
(relation) @function.around
(property value: (phrase) @parameter.inside) @parameter.around
(comment) @comment.around
