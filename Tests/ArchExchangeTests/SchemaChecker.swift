import Foundation

/// Holds JSON against a JSON Schema: the part of draft 2020-12 that the schemas of this project use.
///
/// It is stricter in one point: an object may only have keys that its schema describes, so that no key stays without
/// documentation.
struct SchemaChecker {
  private let root: [String: Any]

  init(schema name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("docs/schemas/\(name).schema.json"))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What does not fit, with its place; empty for a valid document.
  func problems(in bytes: [UInt8]) throws -> [String] {
    var problems: [String] = []
    check(try JSONSerialization.jsonObject(with: Data(bytes)), root, "$", &problems)
    return problems
  }

  private func check(_ value: Any, _ schema: [String: Any], _ path: String, _ problems: inout [String]) {
    if let reference = schema["$ref"] as? String {
      let definitions = root["$defs"] as? [String: Any] ?? [:]
      guard let target = definitions[String(reference.dropFirst("#/$defs/".count))] as? [String: Any] else {
        problems.append("\(path): no \(reference)")
        return
      }
      check(value, target, path, &problems)
    }
    for (keyword, needed) in [("anyOf", 1...Int.max), ("oneOf", 1...1)] {
      guard let choices = schema[keyword] as? [[String: Any]] else { continue }
      let results = choices.map { choice in
        var inner: [String] = []
        check(value, choice, path, &inner)
        return inner
      }
      let matching = results.count(where: \.isEmpty)
      if !needed.contains(matching) {
        problems.append("\(path): \(matching) of \(keyword) fit")
        problems += results.min { $0.count < $1.count } ?? []
      }
    }
    checkType(value, schema, path, &problems)
    if let choices = schema["enum"] as? [Any], !choices.contains(where: { isSame($0, value) }) {
      problems.append("\(path): \(value) is none of \(choices)")
    }
    if let constant = schema["const"], !isSame(constant, value) {
      problems.append("\(path): \(value) is not \(constant)")
    }
    if let least = schema["minimum"] as? NSNumber, let number = value as? NSNumber,
      number.doubleValue < least.doubleValue
    {
      problems.append("\(path): \(number) is below \(least)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      problems.append("\(path): \(text) does not fit \(pattern)")
    }
    if let items = schema["items"] as? [String: Any], let list = value as? [Any] {
      for (index, item) in list.enumerated() { check(item, items, "\(path)[\(index)]", &problems) }
    }
    if let object = value as? [String: Any] { checkKeys(object, schema, path, &problems) }
  }

  private func checkKeys(_ object: [String: Any], _ schema: [String: Any], _ path: String, _ problems: inout [String]) {
    for key in schema["required"] as? [String] ?? [] where object[key] == nil { problems.append("\(path): no \(key)") }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let others = schema["additionalProperties"] as? [String: Any]
    guard schema["type"] as? String == "object" else { return }
    for (key, value) in object {
      if let property = properties[key] as? [String: Any] {
        check(value, property, "\(path).\(key)", &problems)
      } else if let others {
        check(value, others, "\(path).\(key)", &problems)
      } else {
        problems.append("\(path): \(key) is not described")
      }
    }
  }

  private func checkType(_ value: Any, _ schema: [String: Any], _ path: String, _ problems: inout [String]) {
    guard let type = schema["type"] as? String else { return }
    let number = value as? NSNumber
    let fits =
      switch type {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "null": value is NSNull
      case "boolean": isBoolean(value)
      case "number": number != nil && !isBoolean(value)
      case "integer": number.map { $0.doubleValue == $0.doubleValue.rounded() } ?? false && !isBoolean(value)
      default: false
      }
    if !fits { problems.append("\(path): \(value) is no \(type)") }
  }

  private func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return String(cString: number.objCType) == "c"
  }

  private func isSame(_ a: Any, _ b: Any) -> Bool {
    if isBoolean(a) != isBoolean(b) { return false }
    return (a as? NSObject)?.isEqual(b) ?? false
  }
}
