FROM golang AS build
WORKDIR /src
COPY . .
LABEL aa=bb cc
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
