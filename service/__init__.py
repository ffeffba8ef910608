"""The BentoML deployment of `summarizer`: briefs over HTTP. The library never imports it."""
