import Foundation
import TestTools
import Testing

/// Overlays of computed figures, against figures that are worked out by hand.
@Suite struct OverlayTests {
  private static let parcel = """
    system Parcel "Parcel desk" { language: 1 }
    client Desk "Front desk" { -> Gate { timeout: 3s } }
    zone Hall { trust: dmz
      gateway Gate { replicas: 2, capacity: 1k/s, p50: 2ms, p99: 8ms, availability: 99.9%, cost: $100/month
        -> Labels { timeout: 1s }
      }
    }
    zone Back "Back office" { trust: private
      service Labels { replicas: 2, capacity: 250/s, p50: 20ms, p99: 300ms, availability: 99%, cost: $50/month
        -> Book { timeout: 500ms }
        ~> Prints
      }
      database Book { replicas: 1, capacity: 600/s, p50: 3ms, p99: 30ms, availability: 99.5%, cost: $300/month }
      queue Prints { p50: 4ms, p99: 15ms }
      worker Printer { replicas: 1, capacity: 100/s, p50: 400ms, p99: 2s, cost: $50/month }
      Prints ~> Printer
    }
    flow Send "Send a parcel" {
      rate: 300/s peak 450/s
      Desk -> Gate
      Gate -> Labels
      Labels -> Book
    }

    """

  /// The texts and the hover of each box, by its name.
  private func boxes(_ overlay: String, _ arguments: String...) throws -> (
    boxes: [String: (texts: [String], hover: String, style: String)], description: String, words: Set<String>
  ) {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(Self.parcel, to: "parcel.arch")
    let run = try binary.run(
      list: ["diagram", "parcel.arch", "--overlay", overlay, "--format", "svg"] + arguments)
    #expect(run.status == 0, "\(run.error)")
    let root = try XMLReader.read(run.output)
    #expect(Picture(run.output).faults == [])
    var boxes: [String: (texts: [String], hover: String, style: String)] = [:]
    for element in root.all where element.attributes["class"]?.hasPrefix("node ") == true {
      boxes[element.attributes["data-name"] ?? ""] = (
        element.all.filter { $0.name == "text" }.map(\.text),
        element.children.first { $0.name == "title" }?.text ?? "", element.attributes["class"] ?? ""
      )
    }
    return (
      boxes, root.children.first { $0.name == "desc" }?.text ?? "",
      Set(root.all.filter { $0.name == "text" }.map(\.text))
    )
  }

  @Test func loadIsThatOfThePeak() throws {
    let (boxes, _, words) = try boxes("load")
    // 450 a second of 2 × 1,000, 2 × 250 and 600.
    #expect(boxes["Hall.Gate"]?.texts.contains("22.5%") == true)
    #expect(boxes["Back.Labels"]?.texts.contains("90%") == true)
    #expect(boxes["Back.Book"]?.texts.contains("75%") == true)
    #expect(boxes["Hall.Gate"]?.style.hasSuffix("h0") == true)
    #expect(boxes["Back.Labels"]?.style.hasSuffix("h4") == true)
    #expect(boxes["Back.Book"]?.hover.contains("75% full at peak") == true)
    #expect(boxes["Back.Book"]?.hover.contains("rate 450/s at peak") == true)
    #expect(boxes["Back.Prints"]?.hover.contains("state `capacity` of Prints") == true)
    #expect(words.contains("Load at peak: below 25%") && words.contains("90% and more"))
  }

  @Test func latencyIsTheLastHundredth() throws {
    let (boxes, _, _) = try boxes("latency")
    for (name, text, level) in [
      ("Hall.Gate", "8ms", 0), ("Back.Prints", "15ms", 1), ("Back.Book", "30ms", 1), ("Back.Labels", "300ms", 3),
      ("Back.Printer", "2s", 4),
    ] {
      #expect(boxes[name]?.texts.contains(text) == true, "\(name)")
      #expect(boxes[name]?.style.hasSuffix("h\(level)") == true, "\(name)")
    }
    #expect(boxes["Hall.Gate"]?.hover.contains("p50 2ms") == true)
  }

  @Test func availabilityMarksSinglePointsOfFailure() throws {
    let (boxes, description, words) = try boxes("availability")
    #expect(boxes["Back.Book"]?.texts.contains("99.5%") == true)
    #expect(boxes["Back.Book"]?.texts.contains("SPOF") == true)
    #expect(boxes["Back.Book"]?.hover.contains("its loss alone breaks Send") == true)
    // A second replica takes over, and what is only written to afterwards is not waited for.
    #expect(boxes["Hall.Gate"]?.texts.contains("SPOF") == false)
    #expect(boxes["Back.Printer"]?.texts.contains("SPOF") == false)
    #expect(description.contains("Book is a single point of failure."))
    #expect(words.contains("warning"))
  }

  @Test func costsAreSharesOfTheWhole() throws {
    let (boxes, description, _) = try boxes("cost")
    // Of 2 × 100 + 2 × 50 + 300 + 50 dollars.
    for (name, text, share) in [
      ("Hall.Gate", "$200/month", "31%"), ("Back.Labels", "$100/month", "15%"), ("Back.Book", "$300/month", "46%"),
    ] {
      #expect(boxes[name]?.texts.contains(text) == true, "\(name)")
      #expect(boxes[name]?.hover.contains("\(text), \(share) of what is priced") == true, "\(boxes[name]?.hover ?? "")")
    }
    #expect(description.contains("$650/month"))
    #expect(try self.boxes("cost", "--context").boxes["Back"]?.texts.contains { $0.contains("$450/month") } == true)
  }

  @Test func blastTellsWhatALossDoes() throws {
    let (boxes, description, words) = try boxes("blast:Book")
    #expect(boxes["Back.Book"]?.texts.contains("down") == true)
    for name in ["Desk", "Hall.Gate", "Back.Labels"] {
      #expect(boxes[name]?.texts.contains("0%") == true, "\(name)")
      #expect(boxes[name]?.style.hasSuffix("h4") == true, "\(name)")
    }
    #expect(boxes["Back.Printer"]?.texts.contains("100%") == true)
    #expect(boxes["Desk"]?.hover.contains("Send breaks") == true)
    #expect(description.contains("Breaks Send."))
    #expect(words.contains("Loss of Book: goes on"))
    #expect(try self.boxes("blast:Back").boxes["Back.Printer"]?.texts.contains("down") == true)
  }

  @Test func textDrawingsTellTheNumbers() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(Self.parcel, to: "parcel.arch")
    let load = try binary.run("diagram", "parcel.arch", "--overlay", "load", "--width", "120")
    #expect(load.output.contains("22.5%") && load.output.contains("overlay: Load at peak"))
    let single = try binary.run("diagram", "parcel.arch", "--overlay", "availability", "--width", "120")
    #expect(single.output.contains("SPOF"))
  }

  @Test func whatIsNoOverlayIsRefused() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(Self.parcel, to: "parcel.arch")
    for overlay in ["blast:", "heat", "", "Load"] {
      let run = try binary.run("diagram", "parcel.arch", "--overlay", overlay)
      #expect(run.status != 0 && run.error.contains("blast:NAME"), "\(overlay)")
    }
    let run = try binary.run("diagram", "parcel.arch", "--overlay", "blast:Bok")
    #expect(run.status == 2 && run.error.contains("did you mean `Book`?"))
  }
}
