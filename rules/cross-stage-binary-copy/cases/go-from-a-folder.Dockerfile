# A path counts from the folder that the command is run in; `-C` stands on either side of the subcommand.
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
RUN apt-get install -y cmake git
RUN curl -sSfL https://example.com/linter/install.sh | sh
RUN cd /work && go build -o bin/a ./cmd/a
RUN go -C cmd build -o /out/b .
RUN go build -C /work/c -o c .
FROM --platform=$BUILDPLATFORM golang:1.25 AS all
RUN go build -o /out/ ./...
FROM --platform=$BUILDPLATFORM golang:1.25 AS tool
RUN go install example.com/team/tool@v1.2.3
FROM alpine:3.22
COPY --from=build /work/bin/a /bin/a
COPY --from=build /out/b /bin/b
COPY --from=build /work/c/c /bin/c
COPY --from=all /out/server /bin/server
COPY --from=tool /go/bin/tool /bin/tool
