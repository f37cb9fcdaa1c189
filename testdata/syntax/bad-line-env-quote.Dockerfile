FROM golang AS build
WORKDIR /src
COPY . .
ENV AA="bb
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
