// The one header of libgvc, found through pkg-config. Only the bridge in CGraphviz includes it: Swift sees the bridge.
#include <gvc.h>
