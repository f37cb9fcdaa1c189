FROM --platform=$BUILDPLATFORM golang:1.25 AS build
RUN go install example.com/cmd/migrate@latest
COPY migrate /db/migrate
RUN cp -r /db/migrate /out
FROM alpine:3.22
COPY --from=build /db/migrate /db/migrate
