# What goes on into the image is for the target.
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
RUN go build -o /out/app ./cmd/app
FROM scratch AS files
COPY --from=build /out/app /app
FROM alpine:3.22
COPY --from=files /app /bin/app
