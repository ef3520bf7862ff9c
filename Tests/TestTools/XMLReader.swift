/// A small reader of XML for tests: it knows elements, attributes, text and the five named references, and refuses
/// everything that is not well-formed or that a drawing has no business to hold (comments, CDATA, entities, doctypes).
public struct XMLReader {
  public final class Element {
    public let name: String
    public let attributes: [String: String]
    public fileprivate(set) var children: [Element] = []
    public fileprivate(set) var text = ""

    init(name: String, attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    /// This element and all below it, in the order of the document.
    public var all: [Element] {
      var result: [Element] = []
      var waiting = [self]
      while let element = waiting.popLast() {
        result.append(element)
        waiting += element.children.reversed()
      }
      return result
    }
  }

  public struct Fault: Error, CustomStringConvertible {
    public let description: String
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0

  /// The root element of a document.
  public static func read(_ text: String) throws -> Element {
    var reader = XMLReader(scalars: Array(text.unicodeScalars))
    return try reader.document()
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private mutating func document() throws -> Element {
    var open: [Element] = []
    while position < scalars.count {
      if scalars[position] == "<" {
        if position + 1 < scalars.count, scalars[position + 1] == "/" {
          position += 2
          let name = try self.name()
          skipSpace()
          try expect(">")
          guard let closed = open.popLast(), closed.name == name else { throw fault("</\(name)> closes nothing") }
          if open.isEmpty {
            skipSpace()
            guard position == scalars.count else { throw fault("text after the root") }
            return closed
          }
        } else {
          let (element, isClosed) = try startTag()
          open.last?.children.append(element)
          guard !open.isEmpty || !isClosed else { return element }
          if !isClosed { open.append(element) }
        }
      } else {
        guard let current = open.last else { throw fault("text before the root") }
        current.text.unicodeScalars.append(contentsOf: try characterData())
      }
    }
    throw fault("an element stays open")
  }

  private mutating func startTag() throws -> (Element, isClosed: Bool) {
    try expect("<")
    let name = try self.name()
    var attributes: [String: String] = [:]
    while true {
      let hadSpace = skipSpace()
      guard position < scalars.count else { throw fault("a tag stays open") }
      if scalars[position] == ">" {
        position += 1
        return (Element(name: name, attributes: attributes), false)
      }
      if scalars[position] == "/" {
        position += 1
        try expect(">")
        return (Element(name: name, attributes: attributes), true)
      }
      guard hadSpace else { throw fault("no space before an attribute") }
      let key = try self.name()
      try expect("=")
      try expect("\"")
      var value = ""
      while position < scalars.count, scalars[position] != "\"" {
        guard scalars[position] != "<" else { throw fault("< in an attribute") }
        value.unicodeScalars.append(contentsOf: try characterData())
      }
      try expect("\"")
      guard attributes.updateValue(value, forKey: key) == nil else { throw fault("\(key) stands twice") }
    }
  }

  /// One character, or the one that a reference stands for.
  private mutating func characterData() throws -> [Unicode.Scalar] {
    let scalar = scalars[position]
    position += 1
    guard scalar == "&" else {
      let value = scalar.value
      let isAllowed = value == 9 || value == 10 || (value >= 0x20 && value & 0xFFFE != 0xFFFE)
      guard isAllowed else { throw fault("character \(value)") }
      return [scalar]
    }
    var reference = ""
    while position < scalars.count, scalars[position] != ";", reference.count < 8 {
      reference.unicodeScalars.append(scalars[position])
      position += 1
    }
    try expect(";")
    let known: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    guard let meant = known[reference] else { throw fault("&\(reference);") }
    return [meant]
  }

  private mutating func name() throws -> String {
    var name = ""
    while position < scalars.count {
      let scalar = scalars[position]
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      let isLater = !name.isEmpty && (("0"..."9").contains(scalar) || scalar == "-" || scalar == ":")
      guard isLetter || isLater else { break }
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard !name.isEmpty else { throw fault("no name") }
    return name
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = position
    while position < scalars.count, [" ", "\n", "\t"].contains(scalars[position]) { position += 1 }
    return position > start
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard position < scalars.count, scalars[position] == scalar else { throw fault("no \(scalar)") }
    position += 1
  }

  private func fault(_ what: String) -> Fault {
    Fault(description: "\(what) at \(position)")
  }
}
