FROM debian:trixie AS tools
RUN echo x > /setup.sh
FROM debian:trixie
RUN --mount=type=bind,from=tools,source=setup.sh,target=/tmp/setup.sh sh /tmp/setup.sh
