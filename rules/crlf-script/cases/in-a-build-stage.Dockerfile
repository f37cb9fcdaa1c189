FROM alpine:3.22 AS build
COPY build.sh .
RUN ./build.sh
FROM alpine:3.22
COPY --from=build /out /out
