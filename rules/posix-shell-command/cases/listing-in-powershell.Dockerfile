FROM caddy:2
CMD ls -la /srv
