FROM diamol/base
RUN set CGO_ENABLED=0&& go build
RUN if exist main.go (go build)
RUN for %i in (a b) do go build %i
