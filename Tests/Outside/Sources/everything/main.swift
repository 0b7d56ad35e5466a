import Rowcast

// everything FOLDER: from a workbook to JSON, to a model and to scored customers, by one import.
let folder = CommandLine.arguments[1]
let session = Session()

let conversion = Conversion(
  inputs: ["Fixtures/customers.xlsx"], output: folder + "/customers.json",
  reading: ReadOptions(), writing: WriteOptions())
print(try conversion.run(session).sentence ?? "")

let training = Training(
  input: "Fixtures/customers.xlsx", target: "churned", output: folder + "/churned.json",
  reading: ReadOptions(), options: TrainOptions())
print(try training.run(session).text(colors: false))

let prediction = Prediction(
  model: folder + "/churned.json", input: "Fixtures/april.csv", output: folder + "/april.xlsx",
  format: nil, reading: ReadOptions())
print(try prediction.run(session).sentence ?? "")
