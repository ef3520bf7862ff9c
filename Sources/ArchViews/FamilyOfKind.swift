import ArchDiagram
import ArchModel

extension Diagram.Family {
  /// The family whose shape a kind of component or boundary has.
  init(of kind: Kind) {
    switch Schema.spec(of: kind).family {
    case .outside: self = .outside
    case .edge: self = .edge
    case .data: self = .data
    case .messaging: self = .messaging
    case .platform: self = .platform
    case .boundary: self = .boundary
    default: self = .compute
    }
  }
}
