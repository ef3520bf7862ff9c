import TestTools
import Testing

/// The count that drawings are compared by.
@Suite struct EdgeCrossingsTests {
  /// `dot` puts an edge that has a tooltip into a second group, which has no class.
  @Test func readsTheEdgesOfDotWithAndWithoutTooltips() {
    let svg = """
      <?xml version="1.0"?>
      <!-- Title: L Pages: 1 -->
      <svg><g id="graph0" class="graph">
      <g id="node1" class="node"><path d="M0,0C9,9 9,9 9,9"/></g>
      <!-- A&#45;&gt;B -->
      <g id="edge1" class="edge"><title>A</title>
      <g id="a_edge1"><a xlink:title="A"><path fill="none" d="M0,0C10,10 20,20 30,30"/><polygon points="1,1"/></a></g>
      </g>
      <g id="edge2" class="edge"><path fill="none" d="M0,30C10,20 20,10 30,0"/></g>
      <g id="edge3" class="edge"><path fill="none" d="M40,0C40,10 40,20 40,30"/></g>
      </g></svg>
      """
    let lines = EdgeCrossings.lines(ofDot: svg)
    #expect(lines.count == 3)
    #expect(EdgeCrossings.count(lines) == 1)
  }
}
