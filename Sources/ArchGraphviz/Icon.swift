import ArchDiagram

/// The small signs that tell kinds apart, as SVG paths on a square of 16 points.
enum Icon {
  static let side = 16.0

  /// The path for a kind; a kind that is not known gets the one of its family.
  static func path(kind: String, family: Diagram.Family) -> String {
    switch kind {
    case "initial-state": initialState
    case "state": state
    case "actor": person
    case "client": screen
    case "external": external
    case "dns", "cdn": globe
    case "waf": shield
    case "load-balancer": balancer
    case "gateway": gate
    case "service": hexagon
    case "function": bolt
    case "worker": loop
    case "job": clock
    case "module": module
    case "database": drum
    case "cache": layers
    case "storage": bucket
    case "queue": cells
    case "stream": waves
    case "topic": fan
    case "registry": list
    case "identity": key
    case "secrets": padlock
    case "monitor": pulse
    case "mesh": mesh
    case "repository": branch
    case "pipeline": stages
    default: path(family)
    }
  }

  private static func path(_ family: Diagram.Family) -> String {
    switch family {
    case .outside: external
    case .edge: gate
    case .compute: hexagon
    case .data: drum
    case .messaging: cells
    case .platform: list
    case .boundary: grid
    }
  }

  /// A dot in a ring, as at the start of a state machine.
  private static let initialState =
    "M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12M8 5.8a2.2 2.2 0 0 1 0 4.4a2.2 2.2 0 0 1 0-4.4M8 7.4v1.2"
  private static let state = "M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12"
  private static let person = "M8 2a3 3 0 0 1 0 6a3 3 0 0 1 0-6M2.5 14c0-5 11-5 11 0"
  private static let screen = "M2 3h12v8H2zM8 11v3M5 14h6"
  private static let external = "M7 3H3v10h10V9M10 2.5h3.5V6M13.5 2.5L7.5 8.5"
  private static let globe = "M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12M2 8h12M8 2c4 4 4 8 0 12c-4-4-4-8 0-12"
  private static let shield = "M8 1.8l5.5 2v4c0 3.5-2.4 5.5-5.5 6.6c-3.1-1.1-5.5-3.1-5.5-6.6v-4z"
  private static let balancer = "M8 2v4M3 13.5V10l5-4l5 4v3.5M8 6v7.5"
  private static let gate = "M3 2v12M13 2v12M5.5 8h5M8 5.5L10.5 8L8 10.5"
  private static let hexagon = "M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9z"
  private static let bolt = "M9 1.8L3.5 9H8l-1 5.2L12.5 7H8z"
  private static let loop = "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v3.4h-3.4"
  private static let clock = "M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12M8 4.8V8l2.4 1.6"
  private static let module = "M2.5 2.5h11v11h-11zM2.5 6.5h11M6.5 6.5v7"
  private static let drum =
    "M2.5 4c0-2.7 11-2.7 11 0v8c0 2.7-11 2.7-11 0zM2.5 4c0 2.7 11 2.7 11 0"
  private static let layers = "M8 2l6 3l-6 3l-6-3zM2 8l6 3l6-3M2 11l6 3l6-3"
  private static let bucket = "M2.5 4.5h11L12 13.5H4zM4 4.5c0-3.5 8-3.5 8 0"
  private static let cells = "M1.5 5h13v6h-13zM5.8 5v6M10.2 5v6"
  private static let waves = "M1.5 4.5q3.2-3 6.5 0t6.5 0M1.5 8.5q3.2-3 6.5 0t6.5 0M1.5 12.5q3.2-3 6.5 0t6.5 0"
  private static let fan = "M2 8h11.5M11.3 5.8L13.5 8l-2.2 2.2M6 8l5-5.2M6 8l5 5.2"
  private static let list = "M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h4"
  private static let key = "M5.5 6.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6M7.8 7.5L13.5 2M10.8 4.6l2 2"
  private static let padlock = "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2M8 9.5v1.5"
  private static let pulse = "M1.5 8.5h3l2-5l3 9l2-4h3"
  private static let mesh = "M8 3L3 12.5h10zM8 3v6.2M3 12.5l5-3.3l5 3.3"
  private static let branch = "M4.5 2v12M4.5 10.5c5 0 7-1.5 7-6M9.7 5.5l1.8-2l1.8 2"
  private static let stages = "M1.8 4.5h3.7v7H1.8zM10.5 4.5h3.7v7h-3.7zM5.5 8h5M8.7 6.2L10.5 8L8.7 9.8"
  private static let grid = "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z"
}
