FROM --platform=$BUILDPLATFORM rust:1.80 AS build
ENV TARGET_ARCH=x86_64
RUN cargo build --target $TARGET_ARCH-unknown-linux-musl
FROM scratch
COPY --from=build /out/app /app
