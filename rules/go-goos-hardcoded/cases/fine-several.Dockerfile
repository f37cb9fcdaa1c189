FROM --platform=$BUILDPLATFORM golang:1.25 AS build
RUN GOOS=linux go build -o /out/linux/app . && GOOS=windows go build -o /out/windows/app.exe .
RUN for GOOS in linux windows; do export GOOS; go build -o /out/$GOOS/tool ./tool; done
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
ARG TARGETOS
COPY --from=build /out/${TARGETOS}/ /
