rockspec_format = "3.0"
package = "«module»"
version = "«version»-1"
source = {
  url = "file://.",
}
description = {
  summary = "«source_label»",
  license = "0BSD",
}
dependencies = {
  "lua >= 5.1",
}
build = {
  type = "builtin",
  modules = {
    ["«module»"] = "«module».lua",
  },
}
