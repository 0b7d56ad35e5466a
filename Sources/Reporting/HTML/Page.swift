extension Markup {
  /// A whole page that needs nothing else.
  /// - Parameters:
  ///   - software: the program and its version; nil for a page that does not say.
  ///   - body: what stands in it.
  static func page(title: String, software: String? = nil, body: Markup) -> Markup {
    let generator: Markup = software.map { "<meta name=\"generator\" content=\"\($0)\">\n" } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(generator)<link rel="icon" href="data:,">
      <title>\(title)</title>
      <style>\(Style.sheet)</style>
      </head>
      <body>
      \(body)
      </body>
      </html>

      """
  }
}
