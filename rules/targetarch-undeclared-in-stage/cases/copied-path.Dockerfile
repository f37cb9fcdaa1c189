FROM scratch
COPY dist/${TARGETOS}_${TARGETARCH}/app /app
